package org.besik.standalone.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.besik.query.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Whoever has signed in gets the page that was asked for before; who asked for none in particular begins at its own. */
final class GoesOnWithWork extends SavedRequestAwareAuthenticationSuccessHandler {

    private final RequestCache asked = new HttpSessionRequestCache();

    GoesOnWithWork() {
        setRequestCache(asked);
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication caller)
            throws ServletException, IOException {
        if (asked.getRequest(request, response) instanceof DefaultSavedRequest page
                && (request.getContextPath() + "/").equals(page.getRequestURI())
                && page.getQueryString() == null) {
            asked.removeRequest(request, response);
        }
        super.onAuthenticationSuccess(request, response, caller);
    }

    @Override
    protected String determineTargetUrl(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication caller) {
        return caller instanceof CallerAuthentication known ? Pages.first(known.caller()) : getDefaultTargetUrl();
    }
}
