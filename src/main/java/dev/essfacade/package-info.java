/** ESS Facade: takes load balancers off Aliyun Auto Scaling groups over plain REST. */
@NullMarked
package dev.essfacade;

import org.jspecify.annotations.NullMarked;
