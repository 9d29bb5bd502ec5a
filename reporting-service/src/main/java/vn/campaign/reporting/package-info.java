/** reporting-service: takes reports and verifications over HTTP, checks them, and answers once Kafka has acknowledged them. */
@NullMarked
package vn.campaign.reporting;

import org.jspecify.annotations.NullMarked;
