/** How every API of this service refuses: problem details with stable codes. */
package vn.campaign.quota.web;
