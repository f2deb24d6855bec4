/** Who may log in and what they may do: organizations, users, roles, sessions, and the first administrator. */
package io.ssvirt.identity.internal;
