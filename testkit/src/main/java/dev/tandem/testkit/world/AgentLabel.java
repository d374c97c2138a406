package dev.tandem.testkit.world;

/** How a system writes which agent made a call. */
public enum AgentLabel {
    /** A bare number of four digits or more: {@code 2143}. */
    EXTENSION,
    /** Initial and family name: {@code jbaducci}. */
    LOGIN,
    /** {@code joe.baducci@example.com}. */
    EMAIL,
    /** {@code Joe Baducci}. */
    NAME;

    String of(Agent agent) {
        return switch (this) {
            case EXTENSION -> agent.extension();
            case LOGIN -> agent.login();
            case EMAIL -> agent.email();
            case NAME -> agent.name().toString();
        };
    }
}
