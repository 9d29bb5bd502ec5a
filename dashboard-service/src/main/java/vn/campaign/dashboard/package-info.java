/** dashboard-service: serves every node's progress, live, from what quota-service keeps in MongoDB. */
package vn.campaign.dashboard;
