package io.ssvirt.model;

/** A text that must not be shown: a password or the secret of a token. Its own text says only that it is there. */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
