package dev.essfacade.scalingactivity;

import java.util.List;

/**
 * One page of the scaling activities of a group.
 *
 * @param scalingActivities The activities, in the order in which ESS returns them.
 * @param totalCount The number of activities on all pages.
 * @param page The number of this page, from 1.
 * @param pageSize The largest number of activities on a page.
 */
record ScalingActivities(List<ScalingActivity> scalingActivities, int totalCount, int page, int pageSize) {
}
