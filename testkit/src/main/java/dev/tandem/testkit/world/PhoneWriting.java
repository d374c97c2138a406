package dev.tandem.testkit.world;

/** How a CRM row writes a number. */
final class PhoneWriting {
    private PhoneWriting() {}

    /** Empty where it is missing. */
    static String write(PhoneNumber phone, WorldSettings settings, Dice dice) {
        if (dice.chance(settings.rate(Rate.PHONE_MISSING))) {
            return "";
        }
        double kind = dice.fraction();
        for (Rate rate : Rate.values()) {
            if (rate.group() == Rate.Group.PHONE) {
                kind -= settings.rate(rate);
                if (kind < 0) {
                    return write(phone, rate, dice);
                }
            }
        }
        return phone.e164();
    }

    private static String write(PhoneNumber phone, Rate writing, Dice dice) {
        return switch (writing) {
            case PHONE_NATIONAL -> phone.national();
            case PHONE_PUNCTUATED -> dice.chance(.5) ? phone.punctuated() : phone.dashed();
            case PHONE_LEADING_ONE -> "1" + phone.national();
            case PHONE_INTERNATIONAL_PREFIX -> (dice.chance(.5) ? "00" : "011") + "1" + phone.national();
            case PHONE_WITH_EXTENSION -> phone.e164() + (dice.chance(.5) ? " x" : " ext. ") + dice.between(100, 999);
            case PHONE_MASKED -> phone.masked();
            default -> throw new IllegalStateException(writing + " is not a way to write numbers");
        };
    }
}
