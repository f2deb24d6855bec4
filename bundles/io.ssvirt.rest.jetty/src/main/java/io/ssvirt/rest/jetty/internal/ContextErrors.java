package io.ssvirt.rest.jetty.internal;

import java.io.IOException;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.util.component.Container;

/** Says what goes wrong within a servlet context as {@link JsonErrors} does; a page that a bundle has registered still comes first. */
final class ContextErrors extends ErrorPageErrorHandler {

    /** Gives every context of a server such errors, before it is started. */
    static final class Everywhere implements Container.InheritedListener {

        @Override
        public void beanAdded(Container parent, Object child) {
            if (child instanceof ServletContextHandler context
                    && !(context.getErrorHandler() instanceof ContextErrors)) {
                context.setErrorHandler(new ContextErrors());
            }
        }

        @Override
        public void beanRemoved(Container parent, Object child) {}
    }

    @Override
    protected void generateAcceptableResponse(
            Request base,
            HttpServletRequest request,
            HttpServletResponse response,
            int code,
            String message,
            String mimeType)
            throws IOException {
        JsonErrors.answer(base, response, code);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }
}
