/** Core: summaries as tables, and the files that spreadsheets open. */
@NullMarked
package vn.campaign.dashboard.export;

import org.jspecify.annotations.NullMarked;
