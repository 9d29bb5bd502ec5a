/** Benchmarks: how fast the system is, compared with its limits and its peers. */
package vn.campaign.benchmarks;
