package vn.campaign.web.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import vn.campaign.web.access.Caller;

/** A caller as Spring Security knows one; who may do what is told by grants, not by authorities. */
public final class CallerToken extends AbstractAuthenticationToken {

    private final Caller caller;

    public CallerToken(Caller caller) {
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

    /** The token itself is kept nowhere. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
