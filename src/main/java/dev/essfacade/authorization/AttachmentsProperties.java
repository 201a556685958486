package dev.essfacade.authorization;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Setting of the read before a detach.
 *
 * @param readAttachmentsFirst Reads the group's attachments before each detach.
 * {@code If-Match}, {@code undo} and the check for the last attachment need this read.
 * With {@code false}, a detach is one call to ESS, and a detach with {@code If-Match} is
 * rejected.
 */
@ConfigurationProperties("facade")
record AttachmentsProperties(@DefaultValue("true") boolean readAttachmentsFirst) {
}
