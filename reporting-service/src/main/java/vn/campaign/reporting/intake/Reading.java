package vn.campaign.reporting.intake;

/** What came of reading a body or a line. */
public sealed interface Reading {

    /** A well-formed statement. */
    record Readable(Statement statement) implements Reading {}

    /** Something that is no statement, and why. */
    record Unreadable(Refusal refusal) implements Reading {}
}
