package vn.campaign.web.problem;

import org.jspecify.annotations.Nullable;

/** Translates the exceptions of a driver, such as that of a store, for the whole service. */
@FunctionalInterface
public interface FailureTranslator {

    /** Null for a failure that is left to others. */
    @Nullable
    ApiException translate(Throwable failure);
}
