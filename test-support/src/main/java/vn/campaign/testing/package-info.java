/** What the tests of several modules share: a broker and a store, tokens, the whole system as processes, architecture rules. */
@NullMarked
package vn.campaign.testing;

import org.jspecify.annotations.NullMarked;
