/** The JSON API sentence by sentence, over HTTP: what clients that were written for it rely on. */
package io.ssvirt.itests.contract;
