package dev.tandem.testkit.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The agents of a world and the contacts they call. */
record People(List<Agent> agents, List<Contact> contacts, List<PhoneNumber> campaignNumbers) {
    static People of(WorldSettings settings, Dice dice) {
        return new Census(settings, dice).people();
    }

    /** A company's caller id with the contact's area code: the same for each area. */
    PhoneNumber localPresence(PhoneNumber contact) {
        int area = Integer.parseInt(contact.area());
        return new PhoneNumber(contact.area(), "555", Text.digits(100 + area, 4));
    }

    private static final class Census {
        private final WorldSettings settings;
        private final Dice dice;
        private final Dice spelling;
        private final Set<String> taken = new HashSet<>();

        Census(WorldSettings settings, Dice dice) {
            this.settings = settings;
            this.dice = dice.of(Purpose.PEOPLE);
            this.spelling = dice.of(Purpose.SPELLING);
        }

        People people() {
            List<PhoneNumber> numbers = new ArrayList<>();
            Names.CAMPAIGNS.forEach(campaign -> numbers.add(phone(dice.pick(Names.AREAS))));
            List<Agent> agents = new ArrayList<>();
            for (int i = 0; i < settings.agents(); i++) {
                agents.add(agent(i));
            }
            List<Contact> contacts = new ArrayList<>();
            while (contacts.size() < settings.contacts()) {
                account(agents, contacts);
            }
            dice.shuffle(contacts);
            return new People(agents, contacts, numbers);
        }

        private Agent agent(int number) {
            Spelling spelled = Spelling.random(settings, spelling);
            for (int i = 0; i < 50 && !taken.add(spelled.name().toString()); i++) {
                spelled = Spelling.random(settings, spelling);
            }
            PersonName name = spelled.name();
            String login = fresh(Text.plain(name.first().charAt(0) + name.last()));
            String email = fresh(Text.plain(name.first()) + "." + Text.plain(name.last())) + "@example.com";
            int campaign = dice.below(Names.CAMPAIGNS.size());
            return new Agent(number, name, spelled.inCrm(), login, email, extension(), campaign);
        }

        private String extension() {
            int end = 10_000;
            while (end < settings.agents() * 4) {
                end *= 10;
            }
            String extension = String.valueOf(dice.between(end / 10, end - 1));
            return taken.add(extension) ? extension : extension();
        }

        private String fresh(String wanted) {
            String name = wanted;
            for (int i = 2; !taken.add(name); i++) {
                name = wanted + i;
            }
            return name;
        }

        private void account(List<Agent> agents, List<Contact> contacts) {
            String company = dice.pick(Names.COMPANY) + " " + dice.pick(Names.TRADE);
            String area = dice.pick(Names.AREAS);
            List<Agent> callers = callers(agents);
            for (int i = dice.between(1, 4); i > 0 && contacts.size() < settings.contacts(); i--) {
                Spelling spelled = Spelling.random(settings, spelling);
                contacts.add(new Contact(spelled.name(), spelled.inCrm(), company, phone(area), callers));
            }
        }

        /** One, or two or three. */
        private List<Agent> callers(List<Agent> agents) {
            int wanted = dice.chance(settings.rate(Rate.SHARED_ACCOUNT)) ? dice.between(2, 3) : 1;
            List<Agent> callers = new ArrayList<>();
            while (callers.size() < Math.min(wanted, agents.size())) {
                Agent caller = dice.pick(agents);
                if (!callers.contains(caller)) {
                    callers.add(caller);
                }
            }
            return List.copyOf(callers);
        }

        private PhoneNumber phone(String wanted) {
            PhoneNumber phone = PhoneNumber.random(dice, wanted);
            while (!taken.add(phone.national())) {
                phone = PhoneNumber.random(dice, dice.pick(Names.AREAS));
            }
            return phone;
        }
    }
}
