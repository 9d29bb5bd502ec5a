/** The plan: its header, and one record for each unit with the unit's targets; as published, served and stored. */
package vn.campaign.contract.plan;
