package io.ssvirt.cluster.kubernetes.internal;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/** Says in plain words why the API server gave no answer at all. */
final class Unreachable {

    private static final int DEPTH = 10;

    private Unreachable() {}

    static String words(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++, cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
                return "the API server did not answer in time";
            }
            if (cause instanceof UnknownHostException) {
                return "the name of the API server is not known: " + cause.getMessage();
            }
            if (cause instanceof ConnectException) {
                return "the API server does not accept connections";
            }
            if (cause instanceof EOFException || text(cause).contains("header parser received no bytes")) {
                return "the API server closed the connection before it answered";
            }
            if (text(cause).contains("chunked transfer encoding") || text(cause).contains("fixed content-length")) {
                return BrokenAnswer.WORDS;
            }
            if (cause instanceof SSLException) {
                return "the API server's certificate is not trusted: " + cause.getMessage();
            }
            if (cause instanceof InterruptedIOException || cause instanceof InterruptedException) {
                return "the call was given up before the API server answered";
            }
            if (cause instanceof NotConfigured) {
                return cause.getMessage();
            }
        }
        return "the API server cannot be reached: " + innermost(failure).getMessage();
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? "" : failure.getMessage();
    }

    private static Throwable innermost(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at.getCause() != null && depth < DEPTH; depth++) {
            at = at.getCause();
        }
        return at;
    }
}
