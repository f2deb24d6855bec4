package io.ssvirt.rest.jetty.internal;

import java.lang.annotation.Annotation;

/** Settings as a test gives them. */
final class Given {

    private Given() {}

    record Tls(String mode, String cert, String key, int port) implements TlsConfig {

        @Override
        public Class<? extends Annotation> annotationType() {
            return TlsConfig.class;
        }
    }

    record Headers(int header__limit) implements HttpConfig {

        @Override
        public Class<? extends Annotation> annotationType() {
            return HttpConfig.class;
        }
    }
}
