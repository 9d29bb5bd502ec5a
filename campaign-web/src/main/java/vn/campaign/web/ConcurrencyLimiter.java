package vn.campaign.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import vn.campaign.web.problem.ApiException;

/** Counts what accounts have open in this instance, and limits what one of them has. */
public final class ConcurrencyLimiter {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final int maxPerAccount;
    private final String code;
    private final String detail;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    /**
     * @param code of the problem of an account that has as many open as it may
     * @param detail of that problem
     */
    public ConcurrencyLimiter(int maxPerAccount, String code, String detail) {
        this.maxPerAccount = maxPerAccount;
        this.code = code;
        this.detail = detail;
    }

    /** Opens one more, to be followed by {@link #release}; throws a 429 where the account has too many. */
    public void acquire(String account) {
        open.merge(account, 1, (before, one) -> {
            if (before >= maxPerAccount) {
                ApiException problem = new ApiException(HttpStatus.TOO_MANY_REQUESTS, code, null, detail);
                problem.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                throw problem;
            }
            return before + one;
        });
    }

    public void release(String account) {
        open.computeIfPresent(account, (name, before) -> before == 1 ? null : before - 1);
    }

    /** How many are open, of all accounts. */
    public int open() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }
}
