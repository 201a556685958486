/** ESS Facade: detaches load balancers from Aliyun Auto Scaling groups over REST. */
@NullMarked
package dev.essfacade;

import org.jspecify.annotations.NullMarked;
