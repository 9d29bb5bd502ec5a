/** Core: the formulas of pace, completeness and verification, exact and without I/O. */
package vn.campaign.dashboard.pace;
