/** A clock that a simulation drives, in processes that the local stack starts and nowhere else. */
package vn.campaign.localstack.clock;
