/** reporting-service: takes reports and verifications over HTTP, checks them, and answers once Kafka has them. */
package vn.campaign.reporting;
