package dev.tandem.link;

/** What was learned of two tables: enough to score other rows of the same columns. Holds values such as names of agents. */
public interface LinkModel {
    /** As JSON, with the schema it is for. */
    String toJson();

    /** An index of right rows that come one by one. */
    LinkIndex index();
}
