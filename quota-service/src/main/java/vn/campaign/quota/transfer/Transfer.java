package vn.campaign.quota.transfer;

/** What became of an export or an import. */
sealed interface Transfer {

    /** All of it was written, or published. */
    record Done(ExportManifest manifest) implements Transfer {}

    /** Nothing was. */
    record Refused(String reason) implements Transfer {}
}
