/** Texts of the panel that are not in the catalogs yet. */
export const strings = {
  firstSteps: {
    title: 'First steps',
    chooseFolder: 'Choose a folder',
    start: 'Start the server',
    openElsewhere: 'Open its address on another device',
    openHere: 'Open its address in a browser',
    forOthers: 'To let other devices in, choose “My network” before you start.',
    forOthersRunning: 'To let other devices in, stop the server and choose “My network”.',
    done: 'done',
    dismiss: 'Hide the first steps',
  },

  belt: {
    groupHint: 'Click to zoom in.',
    menu: 'Cached file',
    showBelow: 'Show in the list below',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    showing: (size: string, all: string) => `Showing ${size} of ${all}.`,
    showingAll: 'Showing the whole cache.',
    legend: 'Legend',
    ages: 'older to newer',
    smallFiles: 'small files',
    heldOnes: 'evicted, still read',
    older: (size: string) => `${size} older`,
    newer: (size: string) => `${size} newer`,
  },

  activity: {
    emptyRunning: 'No requests yet. Open the address in a browser to see the first one here.',
    emptyStopped: 'Start the server to see requests, evictions and errors here.',
    showAll: 'Show all',
  },
} as const;
