/** Keeps the audit trail. */
package io.ssvirt.audit.internal;
