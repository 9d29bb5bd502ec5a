/** An OpenID provider for one machine, and the accounts that it knows. */
package vn.campaign.localstack.identity;
