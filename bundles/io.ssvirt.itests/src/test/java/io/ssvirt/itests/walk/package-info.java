/** The main job and its refusals as a client sees them, over HTTP; run against whatever server is there. */
package io.ssvirt.itests.walk;
