/** Reads what quota-service keeps in MongoDB: plans, progress, day sheets, positions. */
package vn.campaign.dashboard.mongo;
