/** How fast the system is, beside what it is compared with; no tests. */
package vn.campaign.benchmarks;
