package dev.tandem.testkit.world;

/** A North American number. */
record PhoneNumber(String area, String exchange, String line) {
    static PhoneNumber random(Dice dice, String area) {
        String exchange = dice.between(2, 9) + "" + dice.between(0, 9) + dice.between(2, 9);
        return new PhoneNumber(area, exchange, Text.digits(dice.below(10_000), 4));
    }

    String national() {
        return area + exchange + line;
    }

    String e164() {
        return "+1" + national();
    }

    String punctuated() {
        return "(" + area + ") " + exchange + "-" + line;
    }

    String dashed() {
        return area + "-" + exchange + "-" + line;
    }

    String masked() {
        return e164().substring(0, 4) + "****" + line;
    }
}
