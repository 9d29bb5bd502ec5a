/** An OpenID provider for one machine, and its accounts. */
package vn.campaign.localstack.identity;
