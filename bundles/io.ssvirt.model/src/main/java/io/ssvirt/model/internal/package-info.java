/** System clock and random ids as services, so that every other component receives time and ids from outside. */
package io.ssvirt.model.internal;
