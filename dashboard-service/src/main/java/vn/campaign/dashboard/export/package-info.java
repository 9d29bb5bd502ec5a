/** Core: summaries as tables, and the files that spreadsheets open. */
package vn.campaign.dashboard.export;
