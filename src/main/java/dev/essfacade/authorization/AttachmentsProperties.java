package dev.essfacade.authorization;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Setting of the read before a detach.
 *
 * @param readAttachmentsFirst Reads the group's attachments before each detach. The guard
 * of the last attachment, {@code If-Match} and {@code undo} need it. With {@code false} a
 * detach is one call of ESS, and {@code If-Match} is rejected.
 */
@ConfigurationProperties("facade")
record AttachmentsProperties(@DefaultValue("true") boolean readAttachmentsFirst) {
}
