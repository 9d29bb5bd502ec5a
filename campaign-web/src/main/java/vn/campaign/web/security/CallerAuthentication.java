package vn.campaign.web.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import vn.campaign.web.access.Caller;

/** An authenticated {@link Caller}; grants, not authorities, decide what the caller may do. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    /** The attribute of an exchange that holds its {@link Caller}; the pages' layout reads it under this name, on error pages too. */
    static final String ATTRIBUTE = "caller";

    private final Caller caller;

    public CallerAuthentication(Caller caller) {
        super(List.of());
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public String getName() {
        return caller.name();
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** The token is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
