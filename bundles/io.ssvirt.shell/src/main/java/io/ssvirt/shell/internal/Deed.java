package io.ssvirt.shell.internal;

/**
 * What a command changes, for the audit trail.
 *
 * @param action noun and verb, in the words of the API where it has the same
 * @param typed what somebody named as the thing to change
 */
public record Deed(String action, String typed) {}
