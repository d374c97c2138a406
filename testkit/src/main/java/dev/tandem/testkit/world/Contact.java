package dev.tandem.testkit.world;

import java.util.List;

/** Someone who is called, by one of the agents of the account. */
record Contact(PersonName name, String crmName, String account, PhoneNumber phone, List<Agent> agents) {}
