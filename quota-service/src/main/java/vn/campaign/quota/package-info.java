/** quota-service: owns the plans, counts what units report, and keeps every node's progress in MongoDB. */
package vn.campaign.quota;
