package dev.tandem.testkit.world;

/** Someone who makes calls, known by several labels; {@code crmName} is the name as the CRM has it. */
record Agent(int number, PersonName name, String crmName, String login, String email, String extension, int campaign) {}
