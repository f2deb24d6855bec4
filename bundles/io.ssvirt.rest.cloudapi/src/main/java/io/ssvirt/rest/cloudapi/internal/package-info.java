/** The JSON front end: how requests reach the use cases and how their outcomes become answers. */
package io.ssvirt.rest.cloudapi.internal;
