/** Bulk requests: many statements, each checked as if it came alone, in memory that does not grow with their number. */
package vn.campaign.reporting.bulk;
