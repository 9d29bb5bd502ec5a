/** An OpenID provider for one machine, and its accounts. */
@NullMarked
package vn.campaign.localstack.identity;

import org.jspecify.annotations.NullMarked;
