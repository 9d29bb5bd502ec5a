/** Benchmarks: how fast the system is, compared with its limits and its peers. */
@NullMarked
package vn.campaign.benchmarks;

import org.jspecify.annotations.NullMarked;
