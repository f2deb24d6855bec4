/** The JSON front end over HTTP, with use cases that live in memory. */
package io.ssvirt.rest.cloudapi.internal;
