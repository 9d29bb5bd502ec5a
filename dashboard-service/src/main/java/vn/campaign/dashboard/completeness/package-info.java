/** Core: who reported when; on time, late, missing or still due, for any node and range of days. */
package vn.campaign.dashboard.completeness;
