/** Rows as JPA sees them, each able to become the value that it stands for. They never leave the bundle. */
package io.ssvirt.store.jpa.internal.entity;
