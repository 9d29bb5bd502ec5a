/** Progress and positions in MongoDB: single documents, reached by {@code _id}, written by compare-and-set. */
package vn.campaign.quota.mongo;
